import './home.css';
import './homeNarrow.css';
import { FolderOpen, Files } from 'lucide-react';
import { Button } from '#ui/Button.tsx';
import { RecentList } from './RecentList.tsx';
import type { RecentStudy } from './recent.ts';
import { SampleList, type SampleCase } from './SampleList.tsx';
import { SpineFigure } from './SpineFigure.tsx';

type HomePageProps = {
  readonly onOpenFiles: () => void;
  readonly onOpenFolder: () => void;
  /** Null or empty: there are none, and the page says nothing of them. */
  readonly samples: readonly SampleCase[] | null;
  readonly onOpenSample: (slug: string) => void;
  readonly recent: readonly RecentStudy[];
  readonly onForget: (studyUid: string) => void;
  readonly onForgetAll: () => void;
  readonly version: string;
};

/** Where reading starts: one thing to do, and what was done before. The window itself takes drops; the zone shows that it does. */
export const HomePage = (props: HomePageProps) => {
  const { onOpenFiles, onOpenFolder, samples, onOpenSample, recent, onForget, onForgetAll, version } = props;
  return (
    <div className="home">
      <header className="home-head">
        <img src="favicon.svg" alt="" width="28" height="28" />
        <h1>Conus</h1>
        <p className="home-dim">Lumbar spine MRI, three planes locked to one point</p>
      </header>

      <main className="home-main" data-with-recent={recent.length > 0}>
        <section className="home-drop" aria-labelledby="home-drop">
          <SpineFigure />
          <div className="home-drop-words">
            <h2 id="home-drop">Open a study</h2>
            <p className="home-dim">
              A folder, a ZIP, a CD or loose DICOM files.<span className="home-by-mouse"> Drop it here, or choose it.</span>
            </p>
            <div className="home-buttons">
              <Button tone="primary" icon={FolderOpen} onClick={onOpenFolder}>
                Open folder
              </Button>
              <Button icon={Files} onClick={onOpenFiles}>
                Open files or ZIP
              </Button>
            </div>
          </div>
        </section>
        {recent.length > 0 ? <RecentList recent={recent} onForget={onForget} onForgetAll={onForgetAll} /> : null}
        {samples !== null && samples.length > 0 ? <SampleList samples={samples} onOpen={onOpenSample} /> : null}
      </main>

      <footer className="home-foot">
        <p>Nothing leaves this browser.</p>
        <p>Not a medical device. Not for primary diagnosis.</p>
        <p>Conus {version}</p>
      </footer>
    </div>
  );
};
