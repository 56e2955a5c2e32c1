package dev.fetchlight.store;

import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.book.JobBookException;
import dev.fetchlight.job.spec.Cookies;
import dev.fetchlight.job.spec.Login;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-GCM before they go into the book. The key lies in a file beside it, which
 * nobody else may read: a copy of the database alone tells nothing.
 */
public final class Vault {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String BETWEEN = "\0";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  private Vault(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Opens the vault whose key is in {@code folder}; a new folder gets a new key. */
  public static Vault open(Path folder) {
    Path file = folder.resolve("secret.key");
    try {
      byte[] fresh = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(fresh);
      // Nobody but us from the first moment on.
      try (FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        int _ = channel.write(ByteBuffer.wrap(fresh));
        channel.force(true);
        return new Vault(fresh);
      }
    } catch (FileAlreadyExistsException e) {
      return read(file);
    } catch (IOException e) {
      throw new JobBookException("The key file " + file + " cannot be written.", e);
    }
  }

  private static Vault read(Path file) {
    try {
      byte[] known = Files.readAllBytes(file);
      if (known.length != KEY_BYTES) {
        throw new JobBookException(
            "The key file "
                + file
                + " is damaged. Restore it, or remove it: cookies of waiting downloads are lost then.");
      }
      return new Vault(known);
    } catch (IOException e) {
      throw new JobBookException("The key file " + file + " cannot be read.", e);
    }
  }

  /** What only {@link #open(Sealed)} of this vault can read. */
  public Sealed seal(Cookies cookies) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] secret =
          apply(Cipher.ENCRYPT_MODE, nonce, written(cookies).getBytes(StandardCharsets.UTF_8));
      return new Sealed(
          ByteBuffer.allocate(NONCE_BYTES + secret.length).put(nonce).put(secret).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(CIPHER, e);
    }
  }

  /** What was sealed here; empty where it was sealed with another key, or is damaged. */
  public Optional<Cookies> open(Sealed sealed) {
    ByteBuffer bytes = ByteBuffer.wrap(sealed.bytes());
    if (bytes.remaining() < NONCE_BYTES) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] secret = new byte[bytes.remaining() - NONCE_BYTES];
    bytes.get(nonce).get(secret);
    try {
      byte[] open = apply(Cipher.DECRYPT_MODE, nonce, secret);
      return Optional.of(read(new String(open, StandardCharsets.UTF_8)));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(CIPHER, e);
    }
  }

  /** The cookies, and behind them what a login is made of; neither can hold the sign between. */
  private static String written(Cookies cookies) {
    Login login = cookies.login();
    return login == null
        ? cookies.text()
        : String.join(BETWEEN, cookies.text(), login.origin(), login.user(), login.password());
  }

  private static Cookies read(String written) {
    String[] parts = written.split(BETWEEN, -1);
    return parts.length < 4
        ? new Cookies(written)
        : new Cookies(parts[0], new Login(parts[1], parts[2], parts[3]));
  }

  private byte[] apply(int mode, byte[] nonce, byte[] bytes) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher.doFinal(bytes);
  }
}
