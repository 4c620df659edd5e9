import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { readExamples } from './read-examples.ts';

/** Samples to start from, and the ways of writing that are read. */
export function FileHelp() {
  const { import: words, frame } = useMessages();
  const { days, amounts, metres } = readExamples;
  return (
    <>
      <p class="row">
        <span class="soft">{words.samples}:</span>
        <a href={api.getImportTemplateUrl()} download>
          {words.template}
        </a>
        <a href={api.getMapSampleUrl()} download>
          {words.mapSample}
        </a>
        <a href={api.getGazetteerSampleUrl()} download>
          {words.gazetteerSample}
        </a>
        <span class="soft">
          {words.mapIsAt} <Link to="/sites">{frame.sites}</Link>.
        </span>
      </p>
      <details>
        <summary>{words.readable}</summary>
        <ul class="hint ways">
          <li>{words.readableFiles}</li>
          <li>{words.readableHeader}</li>
          <li>{words.readableDays(days.join('; '))}</li>
          <li>{words.readableAmounts(amounts.join('; '))}</li>
          <li>{words.readablePositions(metres.join('; '))}</li>
        </ul>
      </details>
    </>
  );
}
