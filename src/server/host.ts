/** The host: the built app and the sample studies as static files, nothing else. */
import fastifyStatic from '@fastify/static';
import fastify, { type FastifyInstance } from 'fastify';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheControl, securityHeaders } from './headers.ts';

export type HostFolders = {
  /** The built app. */
  readonly app: string;
  /** Sample studies made on this machine: one folder per case, listed in index.json. Created when absent. */
  readonly samples: string;
};

/** A host that is not listening yet: `listen` serves it, `inject` tests it. */
export const createHost = async (folders: HostFolders): Promise<FastifyInstance> => {
  mkdirSync(folders.samples, { recursive: true });
  const host = fastify({ forceCloseConnections: true });
  host.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    reply.header('cache-control', cacheControl(new URL(request.url, 'http://host').pathname));
  });
  host.get('/samples/index.json', async (_request, reply) => {
    reply.type('application/json; charset=utf-8');
    return readFile(join(folders.samples, 'index.json'), 'utf8').catch(noSamplesYet);
  });
  // Own cache-control above: the plugin's would overwrite it. Hidden files (Vite's manifest, the build stamp) are not for browsers.
  const files = { cacheControl: false, dotfiles: 'ignore', index: false } as const;
  await host.register(fastifyStatic, { ...files, root: folders.samples, prefix: '/samples/', decorateReply: false });
  await host.register(fastifyStatic, { ...files, root: folders.app, index: ['index.html'], preCompressed: true });
  return host;
};

/** An empty list while no sample was made; any other failure to read it is a fault of the host and stays one. */
const noSamplesYet = (error: NodeJS.ErrnoException): string => {
  if (error.code === 'ENOENT') return '[]';
  throw error;
};

/** The address a person types for a host and port (RFC 3986: an IPv6 host stands in brackets). */
export const addressOf = (hostName: string, port: number): string =>
  `http://${hostName.includes(':') ? `[${hostName}]` : hostName}:${port}/`;
