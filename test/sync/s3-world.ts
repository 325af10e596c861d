import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { startFauxqs } from "fauxqs";
import { startFaultProxy } from "./fault-proxy.ts";
import type { BucketWorld } from "./worlds.ts";

const BUCKET = "bill-bucket";

/** Buckets of an S3 emulator; AWS' own environment variables must hold some credentials. */
export async function startS3World(): Promise<BucketWorld & { stop(): Promise<void> }> {
  const emulator = await startFauxqs({ port: 0, logger: false });
  const target = emulator.address.replace("localhost", "127.0.0.1");
  const proxy = await startFaultProxy(target);
  const client = new S3Client({
    endpoint: target,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  let places = 0;
  return {
    name: "S3",
    proxy,
    environment: {},
    listing: /^GET .*list-type=2/,
    reading: /^GET (?!.*list-type=2)/,
    async fresh() {
      const prefix = `place-${++places}/exports/focus`;
      return {
        settings: {
          location: `s3://${BUCKET}/${prefix}`,
          endpoint: proxy.address,
          anonymous: false,
        },
        async put(key, content) {
          const Key = `${prefix}/${key}`;
          await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: content }));
        },
        async remove(key) {
          await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: `${prefix}/${key}` }));
        },
      };
    },
    errorAnswer: (status, code) => ({
      status,
      body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>AKIAIOSFODNN7EXAMPLE may not</Message></Error>`,
    }),
    async stop() {
      client.destroy();
      await proxy.stop();
      await emulator.stop();
    },
  };
}
