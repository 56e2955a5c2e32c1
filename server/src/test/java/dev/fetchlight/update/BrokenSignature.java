package dev.fetchlight.update;

import static dev.fetchlight.update.ReleaseSite.PROGRAM;
import static dev.fetchlight.update.ReleaseSite.SIGNATURE;
import static dev.fetchlight.update.ReleaseSite.SUMS;

import java.util.Arrays;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPSignature;

/** Sums that nobody who is believed has signed, or that do not fit. */
enum BrokenSignature implements Broken {
  SIGNED_WITH_ANOTHER_KEY(
      "not signed with the key",
      site -> {
        site.publish(GOOD, new Signer());
      }),
  NO_SIGNATURE(
      "has no SHA2-256SUMS.sig",
      site -> {
        site.serve(SUMS, ReleaseSite.sums(GOOD));
        site.serve(PROGRAM, GOOD);
      }),
  EMPTY_SIGNATURE(
      "no OpenPGP signature",
      site -> {
        site.publish(GOOD, SIGNER);
        site.serve(SIGNATURE, new byte[0]);
      }),
  SIGNATURE_OF_NOISE(
      "no OpenPGP signature",
      site -> {
        site.publish(GOOD, SIGNER);
        byte[] noise = new byte[4_000];
        Arrays.fill(noise, (byte) 0x9d);
        site.serve(SIGNATURE, noise);
      }),
  SIGNATURE_CUT(
      "signature",
      site -> {
        site.publish(GOOD, SIGNER);
        site.serve(SIGNATURE, Arrays.copyOf(SIGNER.sign(ReleaseSite.sums(GOOD)), 100));
      }),
  SIGNATURE_OVER_OTHER_SUMS(
      "not signed with the key",
      site -> {
        site.publish(GOOD, SIGNER);
        site.serve(SIGNATURE, SIGNER.sign(ReleaseSite.sums(PAGE)));
      }),
  SIGNATURE_BY_A_BROKEN_HASH(
      "not signed with the key",
      site -> {
        site.publish(GOOD, SIGNER);
        byte[] sums = ReleaseSite.sums(GOOD);
        site.serve(
            SIGNATURE, SIGNER.sign(sums, PGPSignature.BINARY_DOCUMENT, HashAlgorithmTags.SHA1));
      }),
  SIGNATURE_OF_ANOTHER_KIND(
      "not signed with the key",
      site -> {
        site.publish(GOOD, SIGNER);
        byte[] sums = ReleaseSite.sums(GOOD);
        site.serve(
            SIGNATURE, SIGNER.sign(sums, PGPSignature.STAND_ALONE, HashAlgorithmTags.SHA512));
      }),
  SUM_MISSING(
      "name none for the file yt-dlp",
      site -> {
        site.publish(GOOD, SIGNER);
        site.sums(Zipapps.bytes(ReleaseSite.sum(GOOD) + "  yt-dlp_linux\n"), SIGNER);
      }),
  SUM_TWICE(
      "name more than one",
      site -> {
        site.publish(GOOD, SIGNER);
        site.sums(
            Zipapps.bytes(
                "%s  yt-dlp\n%s  yt-dlp\n".formatted(ReleaseSite.sum(GOOD), ReleaseSite.sum(PAGE))),
            SIGNER);
      }),
  SUM_WRONG(
      "another sum than the signed one",
      site -> {
        site.publish(GOOD, SIGNER);
        byte[] changed = GOOD.clone();
        changed[changed.length / 2] ^= 1;
        site.serve(PROGRAM, changed);
      });

  private final String words;

  @SuppressWarnings("ImmutableEnumChecker") // its lambdas hold nothing
  private final Consumer<ReleaseSite> release;

  BrokenSignature(String words, Consumer<ReleaseSite> release) {
    this.words = words;
    this.release = release;
  }

  @Override
  public String words() {
    return words;
  }

  @Override
  public void in(ReleaseSite site) {
    release.accept(site);
  }
}
