package dev.fetchlight.http;

import dev.fetchlight.job.Desk;
import dev.fetchlight.job.JobBook;
import dev.fetchlight.live.Entrance;
import dev.fetchlight.live.Live;
import dev.fetchlight.live.wire.DownloadJson;
import dev.fetchlight.media.MediaStore;

/** The rooms that requests are passed on to. */
public record Services(
    Desk desk, JobBook book, MediaStore shelf, Live live, Entrance entrance, DownloadJson json) {}
