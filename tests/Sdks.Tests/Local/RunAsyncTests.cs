using Pulumi;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Local;

/// <summary>Only the local SDK refuses to deploy.</summary>
[Collection(ProcessState.Name)]
public sealed class RunAsyncTests : IDisposable
{
    private readonly TextWriter _error = Console.Error;

    public void Dispose()
    {
        Console.SetError(_error);
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task Every_overload_refuses_with_one_sentence_that_names_the_remedy_and_runs_nothing()
    {
        var ran = false;
        Func<Task<int>>[] overloads =
        [
            () => Deployment.RunAsync(new Action(() => ran = true)),
            () => Deployment.RunAsync(() => new Dictionary<string, object?> { ["ran"] = ran = true }),
            () => Deployment.RunAsync(() => Task.FromResult(ran = true)),
            () =>
                Deployment.RunAsync(() =>
                    Task.FromResult<IDictionary<string, object?>>(new Dictionary<string, object?> { ["ran"] = ran = true })
                ),
            Deployment.RunAsync<EmptyStack>,
            () => Deployment.RunAsync<Stack>(new Services()),
        ];
        foreach (var run in overloads)
        {
            using var error = new StringWriter();
            Console.SetError(error);
            Environment.ExitCode = 0;
            Assert.Equal(1, await run());
            Assert.Equal(1, Environment.ExitCode);
            Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Contains("Delete pulumi-sdk.props", error.ToString(), StringComparison.Ordinal);
        }
        Assert.False(ran);
    }

    private sealed class Services : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
