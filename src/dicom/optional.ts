/** `{ [key]: value }`, or nothing when there is no value: optional properties are absent, never undefined. */
export const optional = <K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: V };
