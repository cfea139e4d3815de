/** A blob as an address that holds it. The browser does the work elsewhere, however large the blob is. */
export async function dataUrlOf(blob: Blob): Promise<string> {
  const reader = new FileReader();
  await new Promise<void>((resolve, reject) => {
    reader.addEventListener('load', () => resolve());
    reader.addEventListener('error', () => reject(new Error('The browser has no room for the picture')));
    reader.readAsDataURL(blob);
  });
  return typeof reader.result === 'string' ? reader.result : '';
}
