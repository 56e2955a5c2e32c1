package dev.fetchlight.engine.ytdlp;

import dev.fetchlight.egress.address.Refusal;
import dev.fetchlight.engine.MediaKind;
import dev.fetchlight.engine.Outcome;
import dev.fetchlight.engine.Thumbnails;
import dev.fetchlight.engine.ytdlp.order.CommandLine;
import dev.fetchlight.engine.ytdlp.order.Liking;
import dev.fetchlight.engine.ytdlp.order.Wishes;
import dev.fetchlight.engine.ytdlp.output.Excuse;
import dev.fetchlight.engine.ytdlp.output.SubtitleFile;
import dev.fetchlight.job.outcome.Failure.Code;
import dev.fetchlight.job.spec.Choices;
import dev.fetchlight.job.spec.Extra;
import dev.fetchlight.job.spec.Subtitles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What was to come beside a job's media, or into its file, and does not: it is told, and left out
 * of the next try, for the media is worth having without it.
 */
final class Shortfall {
  private static final Set<Code> ENDLESS = EnumSet.of(Code.TIMEOUT, Code.STALLED, Code.TOO_LARGE);

  private static final String SPONSORS_AWAY =
      "SponsorBlock could not be asked, so nothing was marked or removed.";

  private final Path scratch;
  private final Choices wanted;
  private final Supplier<List<Refusal>> refusals;
  private final Consumer<String> remarks;

  /** Languages of which it was told why they do not come. */
  private final Set<String> told = new TreeSet<>();

  private boolean pictureTold;
  private boolean sponsorsTold;

  Shortfall(
      Path scratch, Choices wanted, Supplier<List<Refusal>> refusals, Consumer<String> remarks) {
    this.scratch = scratch;
    this.wanted = wanted;
    this.refusals = refusals;
    this.remarks = remarks;
  }

  /** What to ask for after that attempt; empty where to ask for less would not help it. */
  Optional<Choices> less(Choices asked, Attempt attempt) throws IOException {
    List<String> languages = asked.subtitles().languages();
    if (attempt.stopped().filter(Stops.ALL_SPONSORED::equals).isPresent()) {
      remarks.accept(
          "SponsorBlock would have nearly all of this video removed, so it was kept whole.");
      return Optional.of(asked.withoutSponsorBlock());
    }
    if (attempt.run().sponsors().asking()) {
      remarks.accept(SPONSORS_AWAY);
      return Optional.of(asked.withoutSponsorBlock());
    }
    if (attempt.stopped().isPresent()) {
      Code code = attempt.stopped().get().code();
      return attempt.run().beside() && ENDLESS.contains(code)
          ? endless(asked, code)
          : Optional.empty();
    }
    Optional<Excuse.Gone> gone = Excuse.gone(attempt.complaints(), refusals.get());
    if (gone.isPresent() && !languages.isEmpty()) {
      return Optional.of(leaveOut(asked, meant(asked, gone.get().language()), gone.get().why()));
    }
    Collection<String> bad = removeUnfit(asked);
    if (attempt.failedBefore() && !languages.isEmpty()) {
      return Optional.of(leaveOut(asked, bad.isEmpty() ? languages : bad, Excuse.OTHER));
    }
    if (bad.isEmpty()) {
      return Optional.empty();
    }
    Choices less = leaveOut(asked, bad, Excuse.OTHER);
    return Wishes.embeds(asked) ? Optional.of(less) : Optional.empty();
  }

  /** Tells what does not go into the file, which is whole without it. */
  void tellLeftOut(Choices asked) throws IOException {
    // It is the last to go in.
    boolean picture = asked.extras().contains(Extra.THUMBNAIL) && !pictured();
    Set<Extra> extras = picture ? Set.of(Extra.THUMBNAIL) : asked.extras();
    List<String> names = new ArrayList<>();
    if (Wishes.embeds(asked) && !picture) {
      names.add("subtitles");
    }
    extras.stream().sorted().map(Shortfall::name).forEach(names::add);
    if (Wishes.asksSponsorBlock(asked) && !picture) {
      names.add("what SponsorBlock knows");
      sponsorsTold = true;
    }
    pictureTold = true;
    told.addAll(wanted.subtitles().languages());
    remarks.accept(
        names.size() == 1
            ? "The " + names.getFirst() + " could not be put into the file."
            : "Not all of this could be put into the file: " + String.join(", ", names) + ".");
  }

  /**
   * Tells what is missing in the end.
   *
   * @param asked what was left of the wishes
   * @param languages of which subtitles came
   */
  void tell(Outcome.Fetched fetched, Set<String> languages, Choices asked, Attempt attempt) {
    Run run = attempt.run();
    List<String> complaints = attempt.complaints();
    tellOfLanguages(fetched, languages, complaints);
    run.metadata()
        .map(it -> Liking.unfulfilled(wanted.finer().preferences(), it.look()))
        .ifPresent(sentences -> sentences.forEach(remarks));
    tellOfSponsors(asked, run, complaints);
    boolean whole = wanted.clip() == null;
    if (!whole && wanted.extras().contains(Extra.CHAPTERS)) {
      remarks.accept("A clip comes without chapters: their times are those of the whole.");
    } else if (wanted.extras().contains(Extra.CHAPTERS) && !run.has(Extra.CHAPTERS)) {
      remarks.accept("The site tells of no chapters.");
    }
    if (wanted.extras().contains(Extra.THUMBNAIL) && !run.has(Extra.THUMBNAIL) && !pictureTold) {
      boolean named = run.metadata().filter(it -> it.thumbnail() != null).isPresent();
      remarks.accept(
          named
              ? "The picture for the file could not be fetched."
              : "The site has no picture to be put into the file.");
    }
  }

  private void tellOfSponsors(Choices asked, Run run, List<String> complaints) {
    if (wanted.finer().sponsorBlock().none() || sponsorsTold) {
      return;
    }
    if (wanted.clip() != null) {
      remarks.accept("A clip comes without what SponsorBlock knows of the whole.");
    } else if (!Wishes.asksSponsorBlock(asked)) {
      return; // told when it was left out
    } else if (complaints.stream().anyMatch(line -> line.contains("Fetchlight: SponsorBlock"))) {
      remarks.accept(SPONSORS_AWAY);
    } else if (complaints.stream().anyMatch(line -> line.contains("video of different duration"))) {
      remarks.accept("Some of what SponsorBlock knows is of another version of this video.");
    } else if (!run.ofYouTube()) {
      remarks.accept("SponsorBlock knows YouTube's videos alone; this one comes as it is.");
    } else if (run.sponsors().empty()) {
      remarks.accept("SponsorBlock knows of no such stretches in this video.");
    }
  }

  private void tellOfLanguages(Outcome.Fetched fetched, Set<String> came, List<String> complaints) {
    Subtitles asked = wanted.subtitles();
    if (asked.languages().isEmpty()) {
      return;
    }
    if (wanted.clip() != null) {
      remarks.accept("A clip comes without subtitles: their times are those of the whole.");
      return;
    }
    List<String> missing =
        lacking(asked.languages(), came).stream().filter(wish -> !told.contains(wish)).toList();
    if (!missing.isEmpty()) {
      String names = Excuse.names(missing);
      remarks.accept(
          Excuse.gaveUp(complaints, refusals.get())
              .map(why -> "The subtitles in " + names + " could not be fetched: " + why + ".")
              .orElse("The site has no subtitles in " + names + "."));
    }
    if (asked.placement() == Subtitles.Placement.EMBEDDED && !fetched.subtitles().isEmpty()) {
      remarks.accept(
          "A file of the kind "
              + fetched.extension().toUpperCase(Locale.ROOT)
              + " holds no subtitles; they come as files beside it.");
    }
  }

  private Optional<Choices> endless(Choices asked, Code code) throws IOException {
    String why = code == Code.TOO_LARGE ? "the site sends more than fits" : Excuse.LATE;
    List<String> lacking = lacking(asked.subtitles().languages(), SubtitleFile.languages(scratch));
    if (!lacking.isEmpty()) {
      return Optional.of(leaveOut(asked, lacking, why));
    }
    if (!asked.extras().contains(Extra.THUMBNAIL)) {
      return Optional.empty();
    }
    pictureTold = true;
    remarks.accept("The picture for the file could not be fetched: " + why + ".");
    return Optional.of(asked.without(Extra.THUMBNAIL));
  }

  private Choices leaveOut(Choices asked, Collection<String> languages, String why) {
    told.addAll(languages);
    remarks.accept(
        "The subtitles in " + Excuse.names(languages) + " could not be fetched: " + why + ".");
    return asked.with(asked.subtitles().without(languages));
  }

  private static List<String> lacking(List<String> wishes, Set<String> came) {
    return wishes.stream()
        .filter(wish -> came.stream().noneMatch(language -> Subtitles.covers(wish, language)))
        .toList();
  }

  /** Whether the file that came as a picture is one. */
  private boolean pictured() throws IOException {
    try (Stream<Path> files = Files.list(scratch)) {
      for (Path file : files.filter(Shortfall::mayBePicture).toList()) {
        if (Thumbnails.picture(file)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean mayBePicture(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(CommandLine.NAME + ".") && MediaKind.of(name).isEmpty();
  }

  /** The languages asked for that the site's is one of; all where nobody can tell. */
  private static List<String> meant(Choices asked, String found) {
    List<String> all = asked.subtitles().languages();
    List<String> those = all.stream().filter(wish -> Subtitles.covers(wish, found)).toList();
    return those.isEmpty() ? all : those;
  }

  /** Removes files that are no subtitles, and tells of which languages they were to be. */
  private Collection<String> removeUnfit(Choices asked) throws IOException {
    Set<String> unfit = new TreeSet<>();
    for (SubtitleFile file : SubtitleFile.in(scratch)) {
      if (!file.fit()) {
        Files.delete(file.path());
        unfit.addAll(meant(asked, file.language()));
      }
    }
    return unfit;
  }

  private static String name(Extra extra) {
    return switch (extra) {
      case THUMBNAIL -> "picture";
      case METADATA -> "title and other words";
      case CHAPTERS -> "chapters";
    };
  }
}
