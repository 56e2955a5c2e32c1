const TIME = /^(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6}(?:[.,]\d{1,3})?)$/;

/** Seconds of a time like 90, 1:30 or 1:02:03.5; undefined where it is none. */
export function parseTime(text: string): number | undefined {
  const [, hours, minutes, seconds] = TIME.exec(text.trim()) ?? [];
  if (seconds === undefined) return undefined;
  const rest = Number(seconds.replace(',', '.'));
  if (minutes !== undefined && rest >= 60) return undefined;
  if (hours !== undefined && Number(minutes) >= 60) return undefined;
  return Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + rest;
}
