import type { ReactElement } from 'react';
import { useNavigation } from '../hooks/navigation.tsx';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { SubPage } from '../parts/page.tsx';

/** The whole way, from the page of the service to the first code and on, for one who has never done it. */
export function StepByStepScreen(): ReactElement {
  const words = useWords().stepByStep;
  const { back } = useNavigation();
  return (
    <SubPage title={words.title} onBack={back}>
      <p className="quiet-text">{words.text}</p>
      <ol className="steps">
        {words.steps.map(({ title, text }) => (
          <li key={title} className="step">
            <div>
              <h2 className="step-title">{title}</h2>
              <p className="quiet-text">{text}</p>
            </div>
          </li>
        ))}
      </ol>
      <section>
        <h2 className="step-title">{words.everyDay}</h2>
        <p className="quiet-text">{words.everyDayText}</p>
      </section>
      <Banner tone="information">{words.camera}</Banner>
      <section>
        <h2 className="step-title">{words.trouble}</h2>
        <ul className="trouble quiet-text">
          {words.troubleText.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </section>
    </SubPage>
  );
}
