package dev.fetchlight.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.job.Sealed;
import dev.fetchlight.job.spec.Cookies;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are told by nobody who has not the key. */
class VaultTest {
  private static final Cookies COOKIES = new Cookies("a.com\tTRUE\t/\tTRUE\t0\tsid\tSECRET");

  @TempDir private Path folder;

  @Test
  void whatWasSealedIsOpenedAfterARestart() {
    Sealed sealed = Vault.open(folder).seal(COOKIES);

    assertThat(Vault.open(folder).open(sealed)).contains(COOKIES);
    assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("SECRET");
    assertThat(sealed + "" + COOKIES).doesNotContain("SECRET");
  }

  @Test
  void theSameIsNeverSealedTheSame() {
    Vault vault = Vault.open(folder);

    assertThat(vault.seal(COOKIES)).isNotEqualTo(vault.seal(COOKIES));
  }

  @Test
  void theKeyIsForItsOwnerAlone() throws Exception {
    Vault.open(folder);

    assertThat(Files.getPosixFilePermissions(folder.resolve("secret.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void anotherKeyOpensNothing(@TempDir Path other) {
    Sealed sealed = Vault.open(folder).seal(COOKIES);

    assertThat(Vault.open(other).open(sealed)).isEmpty();
    assertThat(Vault.open(folder).open(new Sealed(new byte[] {1}))).isEmpty();
  }

  @Test
  void aDamagedKeyIsToldOf() throws Exception {
    Files.writeString(folder.resolve("secret.key"), "short");

    assertThatThrownBy(() -> Vault.open(folder)).hasMessageContaining("is damaged");
  }
}
