import { ChevronLeft, ChevronRight, LightbulbIcon, LocateFixed } from 'lucide-react';
import { Button } from '#ui/Button.tsx';
import { IconButton } from '#ui/IconButton.tsx';
import { goToStep, reveal, useCase, type OpenCase } from './caseState.ts';
import './cases.css';

function Steps({ open }: { open: OpenCase }) {
  const steps = open.reveal!.steps;
  return (
    <section className="case-steps" aria-label="Reveal">
      <div className="case-step-head">
        <span>
          Step {open.step + 1} of {steps.length}
        </span>
        <IconButton label="Previous step" icon={ChevronLeft} disabled={open.step === 0} onClick={() => goToStep(open.step - 1)} />
        <IconButton label="Show this step's view again" icon={LocateFixed} onClick={() => goToStep(open.step)} />
        <IconButton
          label="Next step"
          icon={ChevronRight}
          disabled={open.step === steps.length - 1}
          onClick={() => goToStep(open.step + 1)}
        />
      </div>
      <p role="status">{steps[open.step]!.text}</p>
    </section>
  );
}

/** The case's story beside the planes; the answer only on demand, step by step, with free scrolling in between. */
export function CasePanel() {
  const open = useCase((state) => state.open);
  if (!open) return null;
  const { story, problem } = open;
  return (
    <article className="case">
      <h2>{story.title}</h2>
      <h3>History</h3>
      <p>{story.history}</p>
      <h3>Question</h3>
      <p>{story.question}</p>
      {open.reveal ? (
        <Steps open={open} />
      ) : (
        <Button icon={LightbulbIcon} onClick={() => void reveal()}>
          Reveal
        </Button>
      )}
      {problem && <p role="alert">{problem}</p>}
    </article>
  );
}
