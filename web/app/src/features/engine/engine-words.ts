import type { Engine, Health } from '@fetchlight/client';

/** yt-dlp and its age, and what runs the JavaScript of sites; as far as it is known. */
export function summaryOf(engine: Engine, parts: Health['parts']): string {
  const runtime = detailOf(parts, 'runtime');
  const names = [ytDlp(engine, detailOf(parts, 'engine'))];
  if (runtime && /^\w+ \d/.test(runtime)) names.push(words(runtime));
  return names.join(' · ');
}

function ytDlp({ version }: Engine, told: string | null): string {
  // The report may still be of the one before.
  if (told && (!version || told.includes(version))) return words(told);
  return version ? `yt-dlp ${version}` : 'No yt-dlp';
}

/** Without what stands in brackets after it. */
const words = (detail: string) => detail.replace(/ \(.*/, '');

function detailOf(parts: Health['parts'], wanted: string): string | null {
  return parts.find(({ name }) => name === wanted)?.detail ?? null;
}
