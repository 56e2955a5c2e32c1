package dev.fetchlight.update.release;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** The OpenPGP keys (RFC 9580) whose signatures are believed: yt-dlp's, or those of a mirror. */
public final class TrustedKeys {
  /** yt-dlp's key by its fingerprint; whatever else its file may hold is not believed. */
  static final String PINNED = "AC0CBBE6848D6A873464AF4E57CF65933B5A7581";

  private static final String FILE = "yt-dlp.asc";
  private static final int MOST_KEYS_BYTES = 1 << 20;
  private static final int MOST_SIGNATURES = 8;

  /** Those for which nobody can make two texts of one sum. */
  private static final Set<Integer> HASHES =
      Set.of(
          HashAlgorithmTags.SHA256,
          HashAlgorithmTags.SHA384,
          HashAlgorithmTags.SHA512,
          HashAlgorithmTags.SHA3_256,
          HashAlgorithmTags.SHA3_512);

  private final List<PGPPublicKey> keys;

  private TrustedKeys(List<PGPPublicKey> keys) {
    this.keys = keys;
  }

  /** The key that all of yt-dlp's own releases are signed with. */
  public static TrustedKeys ofYtDlp() {
    try (InputStream file = TrustedKeys.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new FileNotFoundException(FILE);
      }
      return of(file.readAllBytes(), key -> fingerprint(key).equals(PINNED));
    } catch (IOException | PGPException e) {
      throw new IllegalStateException("our own copy of yt-dlp's key cannot be read", e);
    }
  }

  /**
   * Those in a file, armored or not.
   *
   * @throws IllegalArgumentException with what is wrong with it, to be read after its name
   */
  public static TrustedKeys of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(MOST_KEYS_BYTES), key -> true);
    } catch (FileSystemException e) {
      throw new IllegalArgumentException("cannot be read", e);
    } catch (IOException | PGPException e) {
      throw new IllegalArgumentException("holds no OpenPGP public key that is valid", e);
    }
  }

  private static TrustedKeys of(byte[] file, Predicate<PGPPublicKey> believed)
      throws IOException, PGPException {
    List<PGPPublicKey> keys = new ArrayList<>();
    for (PGPPublicKeyRing ring :
        new PGPPublicKeyRingCollection(decoded(file), new BcKeyFingerprintCalculator())) {
      // What was taken back takes all keys below it along.
      if (!ring.getPublicKey().hasRevocation() && !expired(ring.getPublicKey())) {
        for (PGPPublicKey key : ring) {
          if (believed.test(key) && !key.hasRevocation() && !expired(key)) {
            keys.add(key);
          }
        }
      }
    }
    if (keys.isEmpty()) {
      throw new PGPException("there is no key in it that is valid");
    }
    return new TrustedKeys(List.copyOf(keys));
  }

  private static boolean expired(PGPPublicKey key) {
    long seconds = key.getValidSeconds();
    return seconds > 0
        && key.getCreationTime().toInstant().plusSeconds(seconds).isBefore(Instant.now());
  }

  /** Returns where one of the keys has signed the text. */
  public void check(byte[] text, byte[] detached) throws UnfitException {
    List<PGPSignature> signatures = signatures(detached);
    if (signatures.isEmpty()) {
      throw UnfitException.now("The signature of the release's sums is no OpenPGP signature.");
    }
    for (PGPSignature signature : signatures) {
      if (signature.getSignatureType() == PGPSignature.BINARY_DOCUMENT
          && HASHES.contains(signature.getHashAlgorithm())) {
        for (PGPPublicKey key : keys) {
          if (key.getKeyID() == signature.getKeyID() && good(signature, key, text)) {
            return;
          }
        }
      }
    }
    throw UnfitException.now(
        "The release's sums are not signed with the key that this server believes.");
  }

  private static boolean good(PGPSignature signature, PGPPublicKey key, byte[] text) {
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key);
      signature.update(text);
      return signature.verify();
      // The library throws whatever it likes at numbers that fit no key; none of it is a yes.
    } catch (PGPException | RuntimeException e) {
      return false;
    }
  }

  private static List<PGPSignature> signatures(byte[] detached) {
    List<PGPSignature> found = new ArrayList<>();
    try {
      BcPGPObjectFactory packets = new BcPGPObjectFactory(decoded(detached));
      if (packets.nextObject() instanceof PGPSignatureList list) {
        for (int each = 0; each < Math.min(list.size(), MOST_SIGNATURES); each++) {
          found.add(list.get(each));
        }
      }
      return found;
      // What stands in the file is anybody's, and so is what the library makes of it.
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  private static InputStream decoded(byte[] bytes) throws IOException {
    return PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes));
  }

  private static String fingerprint(PGPPublicKey key) {
    return HexFormat.of().formatHex(key.getFingerprint()).toUpperCase(Locale.ROOT);
  }
}
