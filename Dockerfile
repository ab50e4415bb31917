# Two stages: the first has what builds, the second only what runs. better-sqlite3 comes as a prebuilt binary for this base,
# so both stages use the same one.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/build build
COPY --from=build --chown=root:root /app/bin bin
COPY --from=build --chown=root:root /app/dossiers dossiers
USER node
EXPOSE 8080
CMD ["node", "build/src/main.js"]
