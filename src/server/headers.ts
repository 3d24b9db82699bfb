/** Security headers of every answer: what a page of Conus may load, run and be embedded in. */

/**
 * Content-Security-Policy (CSP Level 3). Nothing but this origin is ever loaded or called, so a file that carries markup or a stray
 * address can reach nothing. `wasm-unsafe-eval` compiles the image codecs; it does not allow eval.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob: data:",
  "style-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default',
].join('; ');

export const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // For browsers and crawlers that reach a host on a hospital network: patient data has no place in an index.
  'x-robots-tag': 'noindex, nofollow',
} as const;

/**
 * How long a browser may keep a file. Vite names everything under assets/ by its content, so a name never changes its meaning;
 * all else is asked for again each time (an ETag makes that cheap).
 */
export const cacheControl = (path: string): string =>
  /^\/assets\/.+-[\w-]{8}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
