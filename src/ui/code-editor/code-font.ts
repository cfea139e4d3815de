export const codeFont = '"JetBrains Mono Variable", ui-monospace, monospace';

/** Asks for the font of code, where it is not there yet. */
export async function loadCodeFont(): Promise<void> {
  await document.fonts.load(`12px ${codeFont}`);
}
