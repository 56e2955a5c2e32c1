package dev.fetchlight.site;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A script as a video site gives to its player: it hides in it how two words of a link must be
 * changed before the link leads anywhere. It is made so that solvers of 2025 and of 2026 find it.
 *
 * @param text the script
 * @param n how the word n is changed
 * @param signature how the signature is changed
 */
public record PlayerScript(String text, UnaryOperator<String> n, UnaryOperator<String> signature) {

  private static final String FRAME =
      """
      var _yt_player={};(function(g){
      var window=this;
      @BALLAST@
      @BEFORE@
      var cfg={signatureTimestamp:20000};
      function U(u){this.m={};}
      U.prototype.set=function(k,v){this.m[k]=v;};
      U.prototype.get=function(k){return this.m[k];};
      U.prototype.clone=function(){return this;};
      function N(n){return @N@;}
      var hidden=[N];
      U.prototype.zz=function(){if(this.m.n)this.m.n=N(this.m.n);};
      function T(s){return @SIGNATURE@;}
      function mk(u,sp,s){
        var x=new U(u);
        x.set("alr","yes");
        s&&(s=T(decodeURIComponent(s)),x.set(sp,encodeURIComponent(s)));
        return x;
      }
      })(_yt_player);
      """;

  /** As large as the real ones, which costs a solver seconds. */
  private static final int BALLAST = 2_500_000;

  /** One that turns both words round. */
  public static PlayerScript reversing() {
    return of("", "");
  }

  /** One that does something else with them. */
  public static PlayerScript rotating() {
    return new PlayerScript(
        FRAME
            .replace("@N@", "\"R\"+n.slice(3)+n.slice(0,3)")
            .replace("@SIGNATURE@", "s.slice(2).toUpperCase()+s.slice(0,2)")
            .replace("@BEFORE@", "")
            .replace("@BALLAST@", ""),
        n -> "R" + n.substring(3) + n.substring(0, 3),
        s -> s.substring(2).toUpperCase(Locale.ROOT) + s.substring(0, 2));
  }

  /** Like {@link #reversing}, and as large as real ones are. */
  public static PlayerScript large() {
    StringBuilder ballast = new StringBuilder(BALLAST + 200);
    for (int each = 0; ballast.length() < BALLAST; each++) {
      ballast
          .append(
              "var f%d=function(a,b){for(var i=0;i<a.length;i++){if(a[i]===b)return{at:i,"
                  .formatted(each))
          .append("of:a.slice(i)};}return null;};\n");
    }
    return of(ballast.toString(), "");
  }

  /** Like {@link #reversing}, with statements that run first. */
  public static PlayerScript hostile(String statements) {
    return of("", statements);
  }

  private static PlayerScript of(String ballast, String before) {
    return new PlayerScript(
        FRAME
            .replace("@N@", "n.split(\"\").reverse().join(\"\")+\"OK\"")
            .replace("@SIGNATURE@", "s.split(\"\").reverse().join(\"\")")
            .replace("@BEFORE@", before)
            .replace("@BALLAST@", ballast),
        n -> reversed(n) + "OK",
        PlayerScript::reversed);
  }

  private static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
