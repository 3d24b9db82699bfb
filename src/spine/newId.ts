/** A new identifier: 128 random bits in hexadecimal. Works on pages without a secure context too, unlike `crypto.randomUUID`. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
