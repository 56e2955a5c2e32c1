// The message that every peer sends: 350 bytes of a status, with the moment it was made. Node's
// clock here is the one that Java's nanoTime and Python's monotonic_ns read.
export const JOB = "0193a000-0000-7000-8000-000000000001";

const SIZE = 350;

export function status(version) {
  const data = {
    jobId: JOB,
    version,
    at: Number(process.hrtime.bigint()),
    status: "processing",
    stage: "downloading",
    progress: (version % 1000) / 10,
    title: "",
  };
  const message = { type: "status", data };
  data.title = "x".repeat(SIZE - JSON.stringify(message).length);
  return message;
}
