package dev.fetchlight.update;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** Somebody with an OpenPGP key of his own, made anew for each. */
public final class Signer {
  private final PGPKeyPair pair;

  public Signer() {
    this(Duration.ZERO);
  }

  /**
   * One whose key was made a while ago.
   *
   * @param age of it
   */
  @SuppressWarnings("JavaUtilDate") // the library asks for one
  public Signer(Duration age) {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), new SecureRandom(), 2_048, 64));
    try {
      pair =
          new BcPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.RSA_GENERAL,
              generator.generateKeyPair(),
              Date.from(Instant.now().minus(age)));
    } catch (PGPException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes the public key to a file. */
  public Path publish(Path file) {
    return publish(file, pair.getPublicKey());
  }

  /** The same, taken back by its owner. */
  public Path publishRevoked(Path file) {
    return publish(file, certified(PGPSignature.KEY_REVOCATION, 0));
  }

  /** The same, which is good for so many seconds after it was made. */
  public Path publishGoodFor(Path file, long seconds) {
    return publish(file, certified(PGPSignature.DIRECT_KEY, seconds));
  }

  private PGPPublicKey certified(int type, long seconds) {
    try {
      PGPSignatureGenerator generator = generator(type, HashAlgorithmTags.SHA512);
      PGPSignatureSubpacketGenerator more = new PGPSignatureSubpacketGenerator();
      if (seconds > 0) {
        more.setKeyExpirationTime(false, seconds);
      }
      generator.setHashedSubpackets(more.generate());
      PGPPublicKey key = pair.getPublicKey();
      return PGPPublicKey.addCertification(key, generator.generateCertification(key));
    } catch (PGPException e) {
      throw new AssertionError(e);
    }
  }

  private static Path publish(Path file, PGPPublicKey key) {
    try (OutputStream out = ArmoredOutputStream.builder().build(Files.newOutputStream(file))) {
      new PGPPublicKeyRing(List.of(key)).encode(out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A detached signature as yt-dlp makes it. */
  public byte[] sign(byte[] text) {
    return sign(text, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA512);
  }

  private PGPSignatureGenerator generator(int type, int hash) throws PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.RSA_GENERAL, hash),
            pair.getPublicKey());
    generator.init(type, pair.getPrivateKey());
    return generator;
  }

  byte[] sign(byte[] text, int type, int hash) {
    try {
      PGPSignatureGenerator generator = generator(type, hash);
      generator.update(text);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      generator.generate().encode(out);
      return out.toByteArray();
    } catch (PGPException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
