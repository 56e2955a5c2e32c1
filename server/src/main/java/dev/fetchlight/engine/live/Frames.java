package dev.fetchlight.engine.live;

/** How long a frame of sound is, by its head of seven bytes. */
final class Frames {
  private static final int[] KILOBITS_1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0
  };
  private static final int[] KILOBITS_2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0
  };
  private static final int[] HERTZ = {44_100, 48_000, 32_000, 0};

  private Frames() {}

  /** In bytes; 0 where there is no frame of AAC (ADTS) or MP3. */
  static int length(byte[] head) {
    if ((head[0] & 0xff) != 0xff || (head[1] & 0xe0) != 0xe0) {
      return 0;
    }
    if ((head[1] & 0xf6) == 0xf0) {
      int length = (head[3] & 3) << 11 | (head[4] & 0xff) << 3 | (head[5] & 0xff) >> 5;
      return length > 7 ? length : 0;
    }
    int version = head[1] >> 3 & 3; // 3 is MPEG 1, 2 is MPEG 2, 0 is MPEG 2.5
    int layer = head[1] >> 1 & 3;
    int hertz = HERTZ[head[2] >> 2 & 3] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    int kilobits = (version == 3 ? KILOBITS_1 : KILOBITS_2)[head[2] >> 4 & 15];
    if (version == 1 || layer != 1 || hertz == 0 || kilobits == 0) {
      return 0;
    }
    return (version == 3 ? 144 : 72) * kilobits * 1_000 / hertz + (head[2] >> 1 & 1);
  }
}
