import type { RetentionForecast } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { countText, sizeText } from '../parts/amount.ts';

/** The forecast of a policy in numbers, and its conflicts. */
export function ForecastPanel({ forecast }: { readonly forecast: RetentionForecast }) {
  const { messages, language } = useLanguage();
  const { policies: words } = messages;
  const { daysToFull, daysThatFit, neededBytes, capacityBytes } = forecast;
  const size = (bytes: number) => sizeText(bytes, language);
  const full = daysToFull === undefined ? words.never : words.fullIn(countText(daysToFull, language));
  const rows: readonly (readonly [name: string, value: string | undefined])[] = [
    [words.stored, size(forecast.storedBytes)],
    [words.perDay, size(forecast.bytesPerDay)],
    [words.held, size(forecast.heldBytes)],
    [words.past, size(forecast.pastBytes)],
    [words.needed, neededBytes === undefined ? undefined : size(neededBytes)],
    [words.capacity, capacityBytes === undefined ? undefined : size(capacityBytes)],
    [words.full, full],
    [words.fits, daysThatFit === undefined ? undefined : countText(daysThatFit, language)],
  ];
  return (
    <>
      {forecast.conflicts.map((conflict) => (
        <p key={conflict} class="fault">
          {words.conflicts[conflict]}
        </p>
      ))}
      <table>
        <tbody>
          {rows
            .filter(([, value]) => value !== undefined)
            .map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="number">{value}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </>
  );
}
