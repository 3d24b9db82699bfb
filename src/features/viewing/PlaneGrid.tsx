import { useShallow } from 'zustand/react/shallow';
import { useStore } from '#store/store.ts';
import { visiblePanes } from '#store/view.ts';
import { Plane, type PlaneActions } from './Plane.tsx';
import './viewing.css';

/** The images: panes of the layout, touching, with nothing between them but a line. */
export function PlaneGrid(props: PlaneActions) {
  const panes = useStore(useShallow(visiblePanes));
  const layout = useStore((state) => (state.maximised ? 'single' : state.layout));
  const active = useStore((state) => state.activePane);
  return (
    <div className="plane-grid" data-layout={layout} data-active-pane={active}>
      {panes.map((id) => (
        <Plane key={id} id={id} {...props} />
      ))}
    </div>
  );
}
