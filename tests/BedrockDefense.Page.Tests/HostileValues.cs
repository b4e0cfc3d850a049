namespace BedrockDefense.Page.Tests;

/// <summary>Texts that an attacker could put into a user agent, a role's name or an error message, by what they try.</summary>
internal static class HostileValues
{
    private const string Mark = "window.owned=1";

    /// <summary>The texts, by the name of a case.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>
        {
            ["a script"] = $"<script>{Mark}</script>",
            ["a script in capitals"] = $"<SCRIPT>{Mark}</SCRIPT>",
            ["a script after the end of a style"] = $"</style><script>{Mark}</script>",
            ["a script after the end of a title"] = $"</title><script>{Mark}</script>",
            ["a script after the end of a pre"] = $"</pre><script>{Mark}</script>",
            ["a script after the end of a table"] = $"</td></tr></table><script>{Mark}</script>",
            ["a script after the end of an svg"] = $"</svg><script>{Mark}</script>",
            ["a script after the end of a comment"] = $"--><script>{Mark}</script>",
            ["a script within CDATA"] = $"<![CDATA[<script>{Mark}</script>]]>",
            ["a script with a null in its name"] = $"<scr\0ipt>{Mark}</script>",
            ["a script with a line break in its name"] = $"<script\n>{Mark}</script>",
            ["half a script"] = $"<script>{Mark}",
            ["a script twice escaped"] = $"&amp;lt;script&amp;gt;{Mark}&amp;lt;/script&amp;gt;",
            ["a script once escaped"] = $"&lt;script&gt;{Mark}&lt;/script&gt;",
            ["a script by numbers"] = $"&#60;script&#62;{Mark}&#60;/script&#62;",
            ["a script in overlong halves"] = "\ud83cscript\udf00<script>",
            ["a script in fullwidth letters"] = "\uff1cscript\uff1ewindow.owned=1\uff1c/script\uff1e",
            ["an image that fails"] = $"<img src=x onerror={Mark}>",
            ["an image that loads from elsewhere"] = "<img src=http://evil.example/pixel.png>",
            ["an svg that loads"] = $"<svg onload={Mark}>",
            ["a body that loads"] = $"<body onload={Mark}>",
            ["a frame"] = "<iframe src=http://evil.example></iframe>",
            ["a frame with a document"] = $"<iframe srcdoc=\"<script>parent.{Mark}</script>\"></iframe>",
            ["an object"] = "<object data=http://evil.example></object>",
            ["an embedded file"] = "<embed src=http://evil.example>",
            ["a style sheet"] = "<link rel=stylesheet href=http://evil.example/x.css>",
            ["a style"] = "<style>*{display:none}</style>",
            ["a base"] = "<base href=http://evil.example/>",
            ["a refresh"] = "<meta http-equiv=refresh content='0;url=http://evil.example'>",
            ["another policy"] = "<meta http-equiv=Content-Security-Policy content=\"default-src *\">",
            ["a form"] = "<form action=http://evil.example><input name=a><button>go</button></form>",
            ["a link"] = "<a href=http://evil.example>click</a>",
            ["a link that is a script"] = $"javascript:{Mark}",
            ["a link with data"] = $"data:text/html,<script>{Mark}</script>",
            ["the end of an attribute"] = $"\" onmouseover=\"{Mark}\" x=\"",
            ["the end of an attribute in single quotes"] = $"' onfocus='{Mark}' autofocus='",
            ["the end of an attribute without quotes"] = $"x onclick={Mark} ",
            ["the end of an element"] = $"\"><script>{Mark}</script>",
            ["a details that toggles"] = $"<details open ontoggle={Mark}>",
            ["a template's value"] = "{{ report | json }} {{ style | raw }}",
            ["a template's tag"] = "{% raw %}{% endraw %}{% include 'page' %}",
            ["an unclosed comment"] = "<!--",
            ["an unclosed element"] = "<div",
            ["ends of elements"] = "</div></section></main></body></html>",
            ["text that runs backwards"] = "\u202e\u2066gnol.exe\u2069\u202c",
            ["characters of no width"] = "a\u200b\u200c\u200d\ufeff\u2060b",
            ["a terminal's escape"] = "\u001b[2J\u001b]0;owned\u0007",
            ["line ends of every kind"] = "a\r\nb\rc\nd\u2028e\u2029f\u0085g\vh\f",
            ["a long word"] = new('x', 4_000),
            ["a long line"] = string.Join(' ', Enumerable.Repeat("arn:aws:iam::111122223333:role/x", 200)),
            ["a tower of marks"] = "Z" + new string('\u0301', 400),
            ["nothing"] = "",
        };
}
