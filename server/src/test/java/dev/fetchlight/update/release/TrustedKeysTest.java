package dev.fetchlight.update.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fetchlight.update.Signer;
import dev.fetchlight.update.Zipapps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedKeysTest {
  private static final byte[] TEXT = Zipapps.bytes("sums\n");

  @TempDir private Path folder;

  @Test
  void theProjectsOwnKeyIsThePinnedOne() {
    Signer other = new Signer();
    assertThatThrownBy(() -> TrustedKeys.ofYtDlp().check(TEXT, other.sign(TEXT)))
        .isInstanceOf(UnfitException.class)
        .hasMessageContaining("not signed with the key");
    assertThat(TrustedKeys.PINNED).isEqualTo("AC0CBBE6848D6A873464AF4E57CF65933B5A7581");
  }

  @Test
  void aMirrorsKeysAreBelievedInsteadArmoredOrNot() throws Exception {
    Signer one = new Signer();
    Signer two = new Signer();
    Path file = one.publish(folder.resolve("one.asc"));
    assertThatCode(() -> TrustedKeys.of(file).check(TEXT, one.sign(TEXT)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> TrustedKeys.of(file).check(TEXT, two.sign(TEXT)))
        .isInstanceOf(UnfitException.class);

    byte[] signature = one.sign(TEXT);
    byte[] armored =
        Zipapps.bytes(
            "-----BEGIN PGP SIGNATURE-----\n\n"
                + Base64.getMimeEncoder().encodeToString(signature)
                + "\n-----END PGP SIGNATURE-----\n");
    assertThatCode(() -> TrustedKeys.of(file).check(TEXT, armored)).doesNotThrowAnyException();
  }

  @Test
  void aKeyThatWasTakenBackOrRanOutIsNone() throws Exception {
    Signer one = new Signer(Duration.ofDays(10));
    Path revoked = one.publishRevoked(folder.resolve("revoked"));
    Path over = one.publishGoodFor(folder.resolve("over"), Duration.ofDays(9).toSeconds());
    for (Path each : List.of(revoked, over)) {
      assertThatThrownBy(() -> TrustedKeys.of(each))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no OpenPGP public key that is valid");
    }
    Path good = one.publishGoodFor(folder.resolve("good"), Duration.ofDays(11).toSeconds());
    assertThatCode(() -> TrustedKeys.of(good).check(TEXT, one.sign(TEXT)))
        .doesNotThrowAnyException();
  }

  @Test
  void whatHoldsNoKeyIsSaidSo() throws Exception {
    Path none = Files.writeString(folder.resolve("none"), "no key");
    assertThatThrownBy(() -> TrustedKeys.of(none)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TrustedKeys.of(folder.resolve("missing")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
