import type { RetentionForecast } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';

/** What a policy comes to, in numbers, and where it does not fit. */
export function ForecastPanel({ forecast }: { readonly forecast: RetentionForecast }) {
  const { messages, language } = useLanguage();
  const { policies: words } = messages;
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const size = (bytes: number) => `${number.format(bytes / 1e9)} GB`;
  const rows: readonly [string, string][] = [
    [words.stored, size(forecast.storedBytes)],
    [words.perDay, size(forecast.bytesPerDay)],
    [words.held, size(forecast.heldBytes)],
    [words.past, size(forecast.pastBytes)],
    ...(forecast.neededBytes === undefined ? [] : [[words.needed, size(forecast.neededBytes)] as const]),
    ...(forecast.capacityBytes === undefined
      ? []
      : [[words.capacity, size(forecast.capacityBytes)] as const]),
    [
      words.full,
      forecast.daysToFull === undefined ? words.never : words.fullIn(number.format(forecast.daysToFull)),
    ],
  ].map(([name = '', value = '']) => [name, value]);
  return (
    <>
      {forecast.conflicts.map((conflict) => (
        <p key={conflict} class="fault">
          {words.conflicts[conflict]}
        </p>
      ))}
      <table>
        <tbody>
          {rows.map(([name, value]) => (
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
