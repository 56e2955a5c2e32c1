package dev.fetchlight.engine.ytdlp.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fetchlight.job.outcome.Failure;
import dev.fetchlight.job.outcome.Failure.Code;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the readers of big sites say when they give no video, in yt-dlp of 2023 to 2026. */
class SiteWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[youtube] x: Video unavailable | NOT_FOUND | false | and not why",
        "[youtube] x: This video is not available | NOT_FOUND | false | and not why",
        "[youtube] x: This video is unavailable. | NOT_FOUND | false | and not why",
        "[youtube] x: Video unavailable. This video has been removed by the uploader | NOT_FOUND | false | not any more",
        "[youtube] x: This video has been removed for violating YouTube's Community Guidelines | NOT_FOUND | false | not any more",
        "[youtube] x: Video unavailable. This video is no longer available due to a copyright claim by Somebody | NOT_FOUND | false | not any more",
        "[youtube] x: The following content is not available on this app. Watch on the latest version of YouTube. | UNSUPPORTED_URL | false | newer yt-dlp may",
        "[youtube] x: The page needs to be reloaded. | UNSUPPORTED_URL | false | newer yt-dlp may",
        "[youtube] x: YouTube is no longer supported in this application or device. | UNSUPPORTED_URL | false | newer yt-dlp may",
        "[youtube] x: Failed to extract any player response; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= | UNSUPPORTED_URL | false | newer yt-dlp may",
        "[youtube] x: Unable to extract uploader id; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= | UNSUPPORTED_URL | false | newer yt-dlp may",
        "[youtube] x: Precondition check failed. | UNSUPPORTED_URL | false | log has its words",
        "[youtube] x: Private video. Sign in if you've been granted access to this video. Use --cookies-from-browser or --cookies for the authentication. | LOGIN_REQUIRED | false | logged in",
        "[youtube] x: Join this channel to get access to members-only content like this video, and other exclusive perks. | LOGIN_REQUIRED | false | logged in",
        "[youtube] x: This video is available to this channel's members on level: Gold (or any higher level). | LOGIN_REQUIRED | false | logged in",
        "[youtube] x: This video requires payment to watch | LOGIN_REQUIRED | false | paid for",
        "[youtube] x: Sign in to confirm your age. This video may be inappropriate for some users. | LOGIN_REQUIRED | false | logged in",
        "[youtube] x: This video is age-restricted and only available on YouTube. | LOGIN_REQUIRED | false | logged in",
        "[youtube] x: Sign in to confirm you’re not a bot. | RATE_LIMITED | true | robot",
        "[youtube] x: This content isn't available, try again later. Your account has been rate-limited by YouTube for up to an hour. | RATE_LIMITED | true | robot",
        "[youtube] x: All player responses are invalid. Your IP is likely being blocked by Youtube | RATE_LIMITED | true | robot",
        "[youtube] x: Premieres in 3 hours | UPCOMING | false | has not begun yet",
        "[youtube] x: Premiere will begin shortly | UPCOMING | false | has not begun yet",
        "[youtube] x: This live event will begin in a few moments. | UPCOMING | false | has not begun yet",
        "[youtube] x: Offline. | NOT_FOUND | false | once it has been broadcast",
        "[youtube] x: This live stream recording is not available. | NOT_FOUND | false | and not why",
        "[youtube] x: The uploader has not made this video available in your country | GEO_BLOCKED | false | country",
        "[youtube] x: This video is DRM protected | UNSUPPORTED_URL | false | DRM",
        "[youtube:tab] x: This playlist does not exist | NOT_FOUND | false | not any more",
        "[youtube:tab] x: This playlist type is unviewable. | UNSUPPORTED_URL | false | log has its words",
        "[youtube:tab] x: YouTube said: This playlist is private | LOGIN_REQUIRED | false | logged in",
        "[Instagram] x: Instagram sent an empty media response. Check if this post is accessible in your browser without being logged-in. | LOGIN_REQUIRED | false | logged in",
        "[Instagram] x: This content is only available for registered users who follow this account | LOGIN_REQUIRED | false | logged in",
        "[Instagram] x: You have exceeded the rate-limit for accessing posts anonymously | RATE_LIMITED | true | robot",
        "[Instagram] x: There is no video in this post | UNSUPPORTED_URL | false | No video",
        "[TikTok] x: Your IP address is blocked from accessing this post | RATE_LIMITED | true | robot",
        "[TikTok] x: You do not have permission to view this post. Log into an account that has access | LOGIN_REQUIRED | false | logged in",
        "[tiktok:user] x: This user's account is private. Log into an account that has access | LOGIN_REQUIRED | false | logged in",
        "[TikTok] x: This post may not be comfortable for some audiences. Log in for access | LOGIN_REQUIRED | false | logged in",
        "[TikTok] x: Unable to extract webpage video data | UNSUPPORTED_URL | false | newer yt-dlp may",
        "[tiktok:live] x: This livestream has ended | NOT_FOUND | false | not any more",
        "[twitter] x: Requested tweet is unavailable | NOT_FOUND | false | and not why",
        "[twitter] x: Twitter API says: Suspended | NOT_FOUND | false | not any more",
        "[twitter] x: No video could be found in this tweet | UNSUPPORTED_URL | false | No video",
        "[twitter] x: Error(s) while querying API: Bad guest token | UNSUPPORTED_URL | false | log has its words",
        "[twitter:spaces] x: Twitter Space not started yet | UPCOMING | false | has not begun yet",
        "[twitter:spaces] x: Twitter Space ended and replay is disabled | NOT_FOUND | false | not any more",
        "[twitter:broadcast] x: Broadcast no longer exists | NOT_FOUND | false | not any more",
        "[facebook] x: This video is only available for registered users. Use --cookies | LOGIN_REQUIRED | false | logged in",
        "[facebook] x: Cannot parse data; please report this issue on  https://github.com/yt-dlp/yt-dlp/issues?q= | UNSUPPORTED_URL | false | newer yt-dlp may",
        "[facebook] x: The video is not available, Facebook said: \"This content isn't available right now\" | NOT_FOUND | false | not any more",
        "[vimeo] x: The web client only works when logged-in. Use --cookies | LOGIN_REQUIRED | false | logged in",
        "[vimeo] x: Wrong video password | LOGIN_REQUIRED | false | logged in",
        "[vimeo] x: This request has been blocked due to its TLS fingerprint. Install a required impersonation dependency if possible | RATE_LIMITED | true | robot",
        "[vimeo:event] x: This live event is scheduled for 2027-01-01 | UPCOMING | false | has not begun yet",
        "[vimeo:event] x: This event has not been made available to anyone | NOT_FOUND | false | not any more",
        "[twitch:stream] x: The channel is not currently live | NOT_FOUND | false | once it has been broadcast",
        "[twitch:vod] x: You must be logged into an account that has access to this subscriber-only content. Use --cookies | LOGIN_REQUIRED | false | logged in",
        "[twitch:clips] x: This clip is no longer available | NOT_FOUND | false | not any more",
        "[Reddit] x: Account authentication is required. Use --cookies | LOGIN_REQUIRED | false | logged in",
        "[Reddit] x: Quarantined subreddit; an account that has opted in is required | LOGIN_REQUIRED | false | logged in",
        "[Reddit] x: No media found | UNSUPPORTED_URL | false | No video",
        "[soundcloud] x: This song is blocked in this region | GEO_BLOCKED | false | country",
        "[soundcloud] x: This track is only available with a Go+ subscription | LOGIN_REQUIRED | false | logged in",
        "[BiliBili] x: This video may be deleted or geo-restricted. You might want to try a VPN or a proxy server (with --proxy) | GEO_BLOCKED | false | country",
        "[BiliBili] x: This video is for premium members only. Use --cookies | LOGIN_REQUIRED | false | logged in",
        "[BiliBili] x: Request is rejected by server (352) | RATE_LIMITED | true | robot",
        "[BiliLive] x: Streamer is not live | NOT_FOUND | false | once it has been broadcast",
        "[dailymotion] x: dailymotion said: Content rejected. | NOT_FOUND | false | not any more",
        "[dailymotion] x: dailymotion said: Deleted video | NOT_FOUND | false | not any more",
        "[dailymotion] x: dailymotion said: Password protected video | LOGIN_REQUIRED | false | logged in",
        "[niconico] x: Sensitive content setting must be enabled | LOGIN_REQUIRED | false | logged in",
        "[vk] x: Video x has been removed from public access due to rightholder complaint. | NOT_FOUND | false | not any more",
        "[crunchyroll] x: This video is for premium members only. | LOGIN_REQUIRED | false | logged in",
        "[pornhub] x: This video has been disabled | NOT_FOUND | false | not any more",
        "[SpotifyDRM] The requested site is known to use DRM protection. It will NOT be supported. | UNSUPPORTED_URL | false | DRM",
        "[generic] x: Got HTTP Error 403 caused by Cloudflare anti-bot challenge; try again with  --extractor-args \"generic:impersonate\" | RATE_LIMITED | true | robot"
      })
  void areUnderstood(String said, Code code, boolean passing, String words) {
    Failure failure = Diagnosis.of(List.of("ERROR: " + said), List.of());

    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.passing()).isEqualTo(passing);
    assertThat(failure.sentence()).contains(words);
  }
}
