/** Bytes of a base64 text; natively where the browser can. */
export const fromBase64: (text: string) => Uint8Array<ArrayBuffer> =
  (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64?.bind(
    Uint8Array,
  ) ??
  ((text) => {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  });
