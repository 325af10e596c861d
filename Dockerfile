# syntax=docker/dockerfile:1
# How it is run, and what it needs: docs/deployment.md

FROM node:24-bookworm-slim AS build
WORKDIR /app
# With .npmrc no package runs a script; what is compiled comes ready-made, by the hashes of the lock file.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
# Never read: Node's headers, maps of sources, and TypeScript, which Node doesn't run in there.
RUN rm -r node_modules/node-linux-*/include \
  && find node_modules -type f \( -name "*.map" -o -name "*.ts" -o -name "*.[cm]ts" \) -delete
COPY data data
COPY manifest manifest
COPY prompts prompts
COPY skills skills
COPY src src
RUN mkdir /data

# The C++ library, certificates and time zones; no shell, no package manager. Node is the one of the lock file.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /app /app
COPY --from=build --chown=65532:65532 /data /data
# All that is ever written goes to /data: the stores, and SQLite's temporary files.
ENV HOME=/data \
    HOST=0.0.0.0 \
    PORT=3978 \
    TALLY_DB=/data/tally.db \
    TALLY_DEMO_DB=/data/demo.db \
    TMPDIR=/data
# Where tally.yaml is looked for.
WORKDIR /config
USER 65532:65532
VOLUME /data
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["/app/node_modules/.bin/node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["/app/node_modules/.bin/node", "--disable-warning=ExperimentalWarning", "--max-semi-space-size=16", "/app/src/tally.js"]
CMD ["start"]
