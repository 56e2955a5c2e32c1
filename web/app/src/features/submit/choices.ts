import type {
  Also,
  AudioFormat,
  CaptionFormat,
  Codec,
  Container,
  DynamicRange,
  Embed,
  Format,
  FrameRate,
  Live,
  Placement,
} from '@fetchlight/client';

export type Choice<T> = readonly (readonly [value: T, words: string])[];

export const FORMATS: Choice<Format> = [
  ['best', 'Best quality'],
  ['2160p', 'Up to 4K'],
  ['1440p', 'Up to 1440p'],
  ['1080p', 'Up to 1080p'],
  ['720p', 'Up to 720p'],
  ['480p', 'Up to 480p'],
  ['audio', 'Audio only'],
  ['subtitles', 'Subtitles only'],
];
export const AUDIO_FORMATS: Choice<AudioFormat> = [
  ['original', 'As it comes'],
  ['m4a', 'M4A'],
  ['mp3', 'MP3'],
  ['opus', 'Opus'],
  ['flac', 'FLAC'],
  ['wav', 'WAV'],
];
export const CONTAINERS: Choice<Container> = [
  ['any', 'As it comes'],
  ['mp4', 'MP4'],
  ['mkv', 'MKV'],
];
export const LIVES: Choice<Live> = [
  ['now', 'Record from now on'],
  ['fromStart', 'Record from the start'],
  ['wait', 'Wait for its end'],
];
export const PLACEMENTS: Choice<Placement> = [
  ['embedded', 'In the file'],
  ['beside', 'Files beside it'],
];
export const EMBEDS: Choice<Embed[number]> = [
  ['thumbnail', 'Picture'],
  ['metadata', 'Title and maker'],
  ['chapters', 'Chapters'],
];
export const CAPTIONS: Choice<CaptionFormat> = [
  ['vtt', 'VTT'],
  ['srt', 'SRT'],
];
export const CODECS: Choice<Codec> = [
  ['any', 'Any codec'],
  ['av1', 'AV1'],
  ['vp9', 'VP9'],
  ['h265', 'H.265'],
  ['h264', 'H.264'],
];
export const RANGES: Choice<DynamicRange> = [
  ['any', 'HDR or not'],
  ['hdr', 'HDR'],
  ['sdr', 'No HDR'],
];
export const FRAME_RATES: Choice<FrameRate> = [
  ['any', 'Any frame rate'],
  ['60', '60 frames'],
  ['30', 'At most 30'],
];
export const ALSO: Choice<Also[number]> = [
  ['chapters', 'Each chapter'],
  ['audio', 'The sound'],
];

/** The word for a choice. */
export function wordsOf<T>(choice: Choice<T>, wanted: T): string {
  return choice.find(([value]) => value === wanted)?.[1] ?? '';
}
