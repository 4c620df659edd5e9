# Builds with npm and TypeScript, runs with Node, ffmpeg and nothing that builds. The same image is api and workers.
# node:24.21.0-slim (Debian 12) is the newest exact tag of Node 24 that public sources show: pages that list Docker Hub's
# tags on 2026-10-07, and public Dockerfiles. A first pull pins it further, by the digest that this prints:
#   docker buildx imagetools inspect node:24.21.0-slim --format '{{.Manifest.Digest}}'
FROM node:24.21.0-slim AS build
WORKDIR /opt/minhchung
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24.21.0-slim
# setpriv and flock (util-linux) are there; the recorder needs ffmpeg, and expiry asks the host's chronyd with chronyc.
RUN apt-get update && apt-get install --yes --no-install-recommends chrony ffmpeg && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/minhchung
COPY --from=build /opt/minhchung/package.json ./
COPY --from=build /opt/minhchung/node_modules ./node_modules
COPY --from=build /opt/minhchung/dist ./dist
RUN useradd --system --uid 10001 minhchung && install -d -o minhchung -m 0700 /var/lib/minhchung
USER minhchung
ENV NODE_ENV=production MINHCHUNG_DATA_DIR=/var/lib/minhchung
VOLUME /var/lib/minhchung
ENTRYPOINT ["node", "--enable-source-maps", "dist/scripts/minhchung.js"]
CMD ["api"]
