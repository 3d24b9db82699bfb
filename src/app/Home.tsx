import { useState } from 'react';
import { forgetAllRecent, forgetRecent, HomePage, readRecent } from '#features/home/index.ts';
import { pickFiles, pickFolder } from '#features/intake/index.ts';

/** The start page with what this machine remembers. */
export function Home() {
  const [recent, setRecent] = useState(readRecent);
  return (
    <HomePage
      onOpenFiles={pickFiles}
      onOpenFolder={pickFolder}
      samples={null}
      onOpenSample={() => undefined}
      recent={recent}
      onForget={(uid) => setRecent(forgetRecent(uid))}
      onForgetAll={() => setRecent(forgetAllRecent())}
      version={__CONUS_VERSION__}
      problems={[]}
    />
  );
}
