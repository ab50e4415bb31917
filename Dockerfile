# Two stages: the first has what builds, the second only what runs. better-sqlite3 comes as a prebuilt binary for this base,
# so both stages use the same one.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY bin/sqlite.mjs bin/
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev && mkdir /empty

# As it is it serves its own loopback only. To be reached it needs keys, and a place that outlives it for the record:
#   docker run -p 127.0.0.1:8080:8080 -e ENTENTE_HOST=0.0.0.0 -e ENTENTE_KEYS=/keys -v "$PWD/keys:/keys:ro" -v entente:/app/data IMAGE
FROM node:22-slim
# The heap ends before a container of 2 GB does; give both more for a record of millions.
ENV NODE_ENV=production NODE_OPTIONS=--max-old-space-size=1536
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/build build
COPY --from=build --chown=root:root /app/bin bin
COPY --from=build --chown=root:root /app/dossiers dossiers
# The one place that the process may write to; a volume put there for the first time gets the same owner.
COPY --from=build --chown=node:node /empty data
VOLUME /app/data
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.ENTENTE_PORT || 8080}/health/live`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "build/src/main.js"]
