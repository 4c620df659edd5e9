import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { z } from 'zod';
import { invalid, notFound } from '../core/index.ts';
import type { QueryParameters } from '../footage/index.ts';
import type { ApiDeps } from './api-deps.ts';
import { type Authentication, admit, authenticationOf, callerOf, standingStill, standsIn } from './caller.ts';
import { consoleFiles } from './console.ts';
import { checkAnswer } from './http/answer-check.ts';
import { compressed } from './http/compressed.ts';
import { refuseDeepJson } from './http/deep-json.ts';
import { notingDenials } from './http/denials.ts';
import { keepable } from './http/keepable.ts';
import { stationOfCall } from './http/known-browsers.ts';
import { measured } from './http/measured.ts';
import { onlyThroughProxy } from './http/only-through-proxy.ts';
import { onlyUnderOwnNames } from './http/own-names.ts';
import { asAppError, problemOf } from './http/problem.ts';
import { sendFile } from './http/ranged.ts';
import { requestIdOf, withRequestId } from './http/request-id.ts';
import { refuseForeignOrigin } from './http/same-origin.ts';
import { callSession, sessionHandler } from './http/session.ts';
import { readUpload } from './http/upload.ts';
import type { Call, Reply, Route } from './route.ts';
import { routesOf } from './routes.ts';

const maxBodyLength = '256kb';

/** Policy of the API's own answers: its page loads a style of ours, and nothing else. */
const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
};

/** The whole API over its ports. It listens to nothing and starts nothing. */
export function createApp(deps: ApiDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', [...(deps.settings.trustedProxies ?? [])]);
  app.use(withRequestId);
  app.use(onlyThroughProxy(deps.settings));
  app.use(onlyUnderOwnNames(deps.settings));
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy } }));
  app.use(measured(deps));
  app.use(express.json({ limit: maxBodyLength, verify: refuseDeepJson }));
  const withSession = sessionHandler(deps);
  for (const route of routesOf(deps)) {
    app[route.method](route.path, withSession, async (request, response) => {
      const reply = await answer(route, { request, response }, deps);
      if (deps.settings.checksAnswers) checkAnswer(route, reply);
      await send({ request, response }, reply);
    });
  }
  app.use(consoleFiles(deps.settings));
  app.use(() => {
    throw notFound('route-not-found', 'No such route.');
  });
  app.use(problemHandler(deps));
  return app;
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

async function answer(route: Route, { request, response }: Exchange, deps: ApiDeps): Promise<Reply> {
  refuseForeignOrigin(request.method, request.headers);
  const call = callOf(route, { request, response }, deps);
  if (route.allow === 'anyone') return route.handle(call);
  const { allow } = route;
  const standing = await authenticationOf(request, call.bearer, deps);
  const admitted = async (now: Authentication) => admit(allow, now, await standsIn(allow, now, deps));
  return notingDenials(deps, { route, call, user: callerOf(standing) }, async () => {
    const user = { ...(await admitted(standing)), station: call.station };
    const stillAdmitted = async () => {
      await admitted(await standingStill(standing, call.bearer, deps));
    };
    const body = route.upload ? await readUpload(request, response, route.upload) : call.body;
    return route.handle({ ...call, user, stillAdmitted, body });
  });
}

/** A route is given only what it has a schema for: so nothing is taken that the OpenAPI document does not tell. */
const callOf = (route: Route, { request, response }: Exchange, deps: ApiDeps): Call => ({
  params: Object.fromEntries(Object.entries(request.params).map(([name, value]) => [name, String(value)])),
  query: route.query ? keepable(queryOf(route.query, request)) : {},
  body: route.body ? keepable(request.body as unknown) : undefined,
  address: request.ip ?? '',
  station: stationOfCall(request, deps),
  bearer: /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1],
  session: callSession(request, response, deps),
});

/** Parameters that the schema names, each once. Errors, invalid: `parameter-unknown`, `parameter-twice`. */
function queryOf({ shape }: z.ZodObject, request: Request): QueryParameters {
  return Object.fromEntries(
    Object.entries(request.query).map(([name, value]) => {
      if (!Object.hasOwn(shape, name))
        throw invalid('parameter-unknown', 'There is no such parameter.', name);
      if (typeof value === 'string') return [name, value];
      throw invalid('parameter-twice', 'This parameter was given more than once.', name);
    }),
  );
}

async function send({ request, response }: Exchange, reply: Reply): Promise<void> {
  response.set('Cache-Control', 'no-store');
  switch (reply.kind) {
    case 'json':
      response.status(reply.status).set({ 'Content-Type': 'application/json', ...reply.headers });
      response.send(await compressed(request, response, Buffer.from(JSON.stringify(reply.body))));
      return;
    case 'bytes':
      response.set({ ...reply.headers, 'Content-Type': reply.contentType });
      response.end(await compressed(request, response, Buffer.from(reply.bytes)));
      return;
    case 'file':
      await sendFile(request, response, reply);
      return;
    case 'nothing':
      response.status(204).end();
      return;
  }
}

function problemHandler({ log }: ApiDeps): ErrorRequestHandler {
  return (thrown: unknown, request, response, next) => {
    const error = asAppError(thrown);
    if (error.kind === 'internal') {
      log.error({ err: thrown, method: request.method, path: request.path }, 'a call failed');
    }
    // Half an answer cannot become another one; Express then closes the connection.
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const problem = problemOf(error, requestIdOf(response));
    if (problem.status === 503 || problem.status === 429) response.set('Retry-After', '5');
    response.set('Cache-Control', 'no-store');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  };
}
