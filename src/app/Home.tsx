import { useEffect, useState } from 'react';
import { forgetAllRecent, forgetRecent, HomePage, readRecent, type SampleCase } from '#features/home/index.ts';
import { pickFiles, pickFolder } from '#features/intake/index.ts';
import { goToCase } from './address.ts';
import { fetchCards } from './samples.ts';

/** The host may still be making its cases: asks again until the list has stopped growing for a while. */
const ASK_EVERY_MS = 4000;
const UNCHANGED_TIMES = 6;

function useSamples(): readonly SampleCase[] | null {
  const [samples, setSamples] = useState<readonly SampleCase[] | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const ask = async (known: number, unchanged: number): Promise<void> => {
      const cards = await fetchCards();
      if (gone) return;
      const count = cards?.length ?? 0;
      if (count !== known || unchanged === 0) setSamples(cards);
      const times = count === known ? unchanged + 1 : 1;
      if (times < UNCHANGED_TIMES) timer = setTimeout(() => void ask(count, times), ASK_EVERY_MS);
    };
    void ask(0, 0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, []);
  return samples;
}

/** The start page with what this machine remembers and what its host offers. */
export function Home() {
  const [recent, setRecent] = useState(readRecent);
  const samples = useSamples();
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
    />
  );
}
