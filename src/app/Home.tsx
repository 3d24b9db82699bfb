import { useEffect, useState } from 'react';
import { forgetAllRecent, forgetRecent, HomePage, readRecent, type SampleCase } from '#features/home/index.ts';
import { pickFiles, pickFolder } from '#features/intake/index.ts';
import { goToCase } from './address.ts';
import { fetchCards } from './samples.ts';

/** The start page with what this machine remembers and what its host offers. */
export function Home() {
  const [recent, setRecent] = useState(readRecent);
  const [samples, setSamples] = useState<readonly SampleCase[] | null>(null);
  useEffect(() => {
    let gone = false;
    void fetchCards().then((cards) => {
      if (!gone) setSamples(cards);
    });
    return () => {
      gone = true;
    };
  }, []);
  return (
    <HomePage
      onOpenFiles={pickFiles}
      onOpenFolder={pickFolder}
      samples={samples}
      onOpenSample={goToCase}
      recent={recent}
      onForget={(uid) => setRecent(forgetRecent(uid))}
      onForgetAll={() => setRecent(forgetAllRecent())}
      version={__CONUS_VERSION__}
      problems={[]}
    />
  );
}
