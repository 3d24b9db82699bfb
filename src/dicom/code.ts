/** Coded concepts (PS3.3 section 8.8) of the schemes that reports use. */

export type Code = { readonly value: string; readonly scheme: string; readonly meaning: string };

export const dcm = (value: string, meaning: string): Code => ({ value, scheme: 'DCM', meaning });
export const sct = (value: string, meaning: string): Code => ({ value, scheme: 'SCT', meaning });
export const ucum = (value: string, meaning: string): Code => ({ value, scheme: 'UCUM', meaning });
/** Concepts that no standard scheme has; the scheme is declared in each object that uses it (PS3.16 section 8). */
export const conus = (value: string, meaning: string): Code => ({ value, scheme: '99CONUS', meaning });

export const sameCode = (a: Pick<Code, 'value' | 'scheme'>, b: Pick<Code, 'value' | 'scheme'>): boolean =>
  a.value === b.value && a.scheme === b.scheme;
