/** Addresses of contract.md: the fragment names a source and may end in `?view=<token>`. No parameter carries a URL. */
export type Place =
  | { readonly kind: 'home' }
  | { readonly kind: 'case'; readonly slug: string }
  | { readonly kind: 'unknown'; readonly path: string };

export type Address = { readonly place: Place; readonly view: string | null };

const SLUG = /^[a-z0-9][a-z0-9-]{0,79}$/;

export function parseAddress(fragment: string): Address {
  const text = fragment.replace(/^#/, '');
  const query = text.indexOf('?');
  const path = query < 0 ? text : text.slice(0, query);
  const view = query < 0 ? null : new URLSearchParams(text.slice(query + 1)).get('view');
  if (path === '' || path === '/') return { place: { kind: 'home' }, view };
  const [, kind, slug, ...rest] = path.split('/');
  if (kind === 'case' && slug && SLUG.test(slug) && rest.length === 0) return { place: { kind: 'case', slug }, view };
  return { place: { kind: 'unknown', path }, view };
}

export function printAddress({ place, view }: Address): string {
  const path = place.kind === 'home' ? '/' : place.kind === 'case' ? `/case/${place.slug}` : place.path;
  return `#${path}${view === null ? '' : `?view=${view}`}`;
}
