import type { FootageRequest } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { rangeText, zonedText } from '../time/format.ts';

/** What the request is for, and what it really opens: whole GOPs, so a little more than was asked. */
export function RequestFacts({ request }: { readonly request: FootageRequest }) {
  const { requests: words, requestForm } = useMessages();
  const [first] = request.effectiveScope;
  const fromMs = Math.min(...request.effectiveScope.map(({ from }) => Date.parse(from)));
  const toMs = Math.max(...request.effectiveScope.map(({ to }) => Date.parse(to)));
  const facts: readonly (readonly [string, string])[] = [
    [words.purpose, request.purpose],
    ...(request.legalBasis ? [[requestForm.legalBasis, request.legalBasis] as const] : []),
    ...(first
      ? [
          [
            words.opened,
            `${requestForm.cameras(request.cameraIds.length)}, ${rangeText(fromMs, toMs)}`,
          ] as const,
        ]
      : []),
    ...(request.expiresAt ? [[words.until, zonedText(Date.parse(request.expiresAt))] as const] : []),
  ];
  return (
    <section aria-labelledby="request-facts">
      <h2 id="request-facts" class="hidden-text">
        {words.about}
      </h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="number">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
