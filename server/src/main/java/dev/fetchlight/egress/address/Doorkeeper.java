package dev.fetchlight.egress.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks a name up once and judges every address that comes back. One bad address spoils the whole
 * answer: no honest name points both at the internet and into a private network.
 *
 * @param lookup the addresses of a name, none where there is no such name; blocks
 */
public record Doorkeeper(AddressPolicy policy, Function<String, List<InetAddress>> lookup) {

  /** Blocks while the name is looked up. */
  public Verdict judge(Target target) {
    InetAddress literal = target.address();
    List<InetAddress> addresses = literal == null ? lookup.apply(target.host()) : List.of(literal);
    for (InetAddress address : addresses) {
      Optional<String> reason = policy.judge(address);
      if (reason.isPresent()) {
        String sentence = target.host() + (literal == null ? " leads to " : " is ") + reason.get();
        return new Verdict.Refused(new Refusal(target.toString(), sentence + "."));
      }
    }
    return addresses.isEmpty() ? nowhere(target) : new Verdict.Open(addresses);
  }

  /** Where it is, whatever that is; blocks while the name is looked up. */
  public Verdict known(Target target) {
    InetAddress literal = target.address();
    List<InetAddress> addresses = literal == null ? lookup.apply(target.host()) : List.of(literal);
    return addresses.isEmpty() ? nowhere(target) : new Verdict.Open(addresses);
  }

  private static Verdict nowhere(Target target) {
    return new Verdict.Unknown("There is no host named " + target.host() + ".");
  }

  /** The system's resolver. */
  public static List<InetAddress> system(String name) {
    try {
      return List.of(InetAddress.getAllByName(name));
    } catch (UnknownHostException e) {
      return List.of();
    }
  }
}
