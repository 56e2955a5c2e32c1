package dev.fetchlight.http;

import dev.fetchlight.job.JobId;
import dev.fetchlight.job.book.Desk;
import dev.fetchlight.job.book.JobBook;
import dev.fetchlight.job.book.QueueState;
import dev.fetchlight.job.jar.Logins;
import dev.fetchlight.job.outcome.Sighting;
import dev.fetchlight.job.spec.Look;
import dev.fetchlight.live.Entrance;
import dev.fetchlight.live.Live;
import dev.fetchlight.live.wire.DownloadJson;
import dev.fetchlight.media.MediaStore;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The rooms that requests are passed on to.
 *
 * @param queue what holds the queue up now
 * @param wake lets a site that rests be asked again; false where it does not rest
 * @param finish has a recording end and keep what there is
 * @param previews looks at a link, which takes seconds; empty where too many look already
 * @param logins what is shown to sites
 */
public record Services(
    Desk desk,
    JobBook book,
    MediaStore shelf,
    Live live,
    Entrance entrance,
    DownloadJson json,
    Supplier<QueueState> queue,
    Predicate<String> wake,
    Function<JobId, Desk.Answer> finish,
    Function<Look, Optional<Sighting>> previews,
    Logins logins) {}
