/** Puts the text of an element on the clipboard, also where the page came over plain http. */
export async function copyText(element: HTMLElement): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(element.textContent ?? '');
    return;
  }
  getSelection()?.selectAllChildren(element);
  // The one way without a secure origin.
  if (!document.execCommand('copy')) throw new Error('Select the text and copy it by hand.');
}
