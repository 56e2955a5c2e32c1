/** Brings a download's card into view and puts the focus on it, once it is drawn. */
export function showCard(jobId: string): void {
  requestAnimationFrame(() => {
    const card = document.getElementById(`download-${jobId}`);
    card?.scrollIntoView({ block: 'center' });
    card?.focus({ preventScroll: true });
  });
}
