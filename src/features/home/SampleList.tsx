export type SampleCase = { readonly slug: string; readonly title: string; readonly teaser: string; readonly thumbnailUrl: string };

/** Cases that come with Conus. */
export const SampleList = ({ samples, onOpen }: { readonly samples: readonly SampleCase[]; readonly onOpen: (slug: string) => void }) => (
  <section className="home-samples" aria-labelledby="home-samples">
    <header className="home-section-head">
      <h2 id="home-samples">Sample cases</h2>
    </header>
    <ul>
      {samples.map(({ slug, title, teaser, thumbnailUrl }) => (
        <li key={slug}>
          <button type="button" className="home-sample" aria-label={`${title}. ${teaser}`} onClick={() => onOpen(slug)}>
            <img src={thumbnailUrl} alt="" width="72" height="72" loading="lazy" />
            <span className="home-sample-words">
              <span className="home-sample-title">{title}</span>
              <span className="home-dim">{teaser}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  </section>
);
