/**
 * Trusted Types (W3C): with `require-trusted-types-for 'script'` the browser runs no script address, script text or markup that did not
 * pass this policy. Conus needs one thing of it: starting its own workers. Text and markup never pass.
 */
type PolicyFactory = { createPolicy(name: string, rules: { createScriptURL(address: string): string }): unknown };

/** Before the first worker starts. Browsers without Trusted Types need nothing. */
export function trustOwnWorkers(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy('default', {
    createScriptURL(address) {
      const url = new URL(address, location.href);
      if (url.origin !== location.origin) throw new TypeError('only scripts of this host may run');
      return url.href;
    },
  });
}
