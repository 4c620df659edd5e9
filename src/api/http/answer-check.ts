import { AppError } from '../../core/index.ts';
import type { Reply, Route } from '../route.ts';

/**
 * Whether an answer is what its route says it answers, as it goes over the wire. Errors: `answer-off-schema`
 * (internal), naming what differs.
 */
export function checkAnswer({ operation, answers }: Route, reply: Reply): void {
  const difference = differenceOf(answers, reply);
  if (difference === undefined) return;
  throw new AppError('internal', 'answer-off-schema', `${operation} answers off its schema: ${difference}`);
}

function differenceOf(answers: Route['answers'], reply: Reply): string | undefined {
  if (answers.kind === 'json' && reply.kind === 'json') {
    if (!answers.statuses.includes(reply.status)) return `status ${reply.status}`;
    const sent: unknown = JSON.parse(JSON.stringify(reply.body));
    return answers.schema.safeParse(sent).error?.message;
  }
  if (answers.kind === 'bytes' && (reply.kind === 'bytes' || reply.kind === 'file')) {
    const strange = Object.keys(reply.headers).find((name) => !(name in answers.headers));
    if (strange !== undefined) return `header ${strange}`;
    return reply.contentType === answers.contentType ? undefined : `type ${reply.contentType}`;
  }
  return answers.kind === reply.kind ? undefined : `kind ${reply.kind}`;
}
