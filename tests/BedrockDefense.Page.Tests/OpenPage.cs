using Microsoft.Playwright;

namespace BedrockDefense.Page.Tests;

/// <summary>A page in the browser, and what it tried to do.</summary>
internal sealed class OpenPage(IBrowserContext context, IPage page) : IAsyncDisposable
{
    private const string Address = "http://report.invalid/report.html";

    private string _html = "";

    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>The requests besides the one for the page itself.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What scripts did: dialogs that they opened.</summary>
    public List<string> Dialogs { get; } = [];

    /// <summary>What the browser complained about.</summary>
    public List<string> Complaints { get; } = [];

    public ValueTask DisposeAsync() => context.DisposeAsync();

    /// <summary>Begins to watch.</summary>
    public async Task WatchAsync()
    {
        page.Dialog += (_, dialog) =>
        {
            Dialogs.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                Complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => Complaints.Add(error);

        // The page comes from an address of its own, and not from a file, so that the browser would let it load others.
        await context.RouteAsync(
            "**/*",
            async route =>
            {
                if (route.Request.Url == Address)
                {
                    await route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = _html });
                }
                else
                {
                    Requests.Add(route.Request.Url);
                    await route.AbortAsync();
                }
            }
        );
    }

    /// <summary>Shows this page.</summary>
    public async Task ShowAsync(string html)
    {
        _html = html;
        await page.GotoAsync(Address, new() { WaitUntil = WaitUntilState.Load });
    }

    /// <summary>Opens everything that can be opened.</summary>
    public Task UnfoldAsync() => page.EvaluateAsync("() => document.querySelectorAll('details').forEach(one => one.open = true)");

    /// <summary>How many pixels the page is wider than its window.</summary>
    public Task<int> OverhangAsync() =>
        page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>The elements of the page with the names of their attributes, without any text.</summary>
    public Task<string> SkeletonAsync() =>
        page.EvaluateAsync<string>(
            """
            () => [...document.querySelectorAll('*')]
              .map(one => one.tagName + '[' + one.getAttributeNames().join(' ') + ']' + one.parentNode.nodeName)
              .join('\n')
            """
        );
}
