using Pulumi;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

[Collection(ProcessState.Name)]
public sealed class ErrorTests
{
    [Fact]
    public async Task A_run_exception_is_thrown_with_its_own_message()
    {
        var exception = await Assert.ThrowsAsync<RunException>(
            () => Run.PreviewAsync(new RecordingMocks(), new Action(Throw(new RunException("no")))));
        Assert.Equal("no", exception.Message);
    }

    [Fact]
    public async Task Any_other_exception_is_wrapped_with_its_whole_text_and_sets_the_exit_code()
    {
        Environment.ExitCode = 0;
        var exception = await Assert.ThrowsAsync<RunException>(
            () => Run.PreviewAsync(new RecordingMocks(), Throw(new FormatException("bad"))));
        Assert.Matches("^Running program '.*' failed with an unhandled exception:\nSystem.FormatException: bad", exception.Message);
        Assert.Equal(32, Environment.ExitCode);
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task A_resource_exception_may_hide_its_stack()
    {
        var exception = await Assert.ThrowsAsync<RunException>(
            () => Run.PreviewAsync(new RecordingMocks(), Throw(new ResourceException("bad", null, hideStack: true))));
        Assert.Equal("bad", exception.Message);
    }

    [Fact]
    public async Task A_logged_error_alone_fails_the_run()
    {
        var exception = await Assert.ThrowsAsync<RunException>(
            () => Run.PreviewAsync(new RecordingMocks(), () => Log.Error("wrong")));
        Assert.Equal("wrong", exception.Message);
    }

    [Fact]
    public async Task Several_errors_are_aggregated()
    {
        var exception = await Assert.ThrowsAsync<AggregateException>(() => Run.PreviewAsync(new RecordingMocks(), () =>
        {
            Log.Error("one");
            Log.Exception(new FormatException("two"));
        }));
        Assert.All(exception.InnerExceptions, inner => Assert.IsType<RunException>(inner));
        Assert.Equal(
            ["System.FormatException: two", "one"], exception.InnerExceptions.Select(inner => inner.Message).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Other_log_levels_do_not_fail_the_run()
    {
        await Run.PreviewAsync(new RecordingMocks(), () =>
        {
            Log.Debug("d");
            Log.Info("i");
            Log.Warn("w");
        });
    }

    [Fact]
    public async Task A_failing_mock_fails_the_run()
    {
        var mocks = new RecordingMocks { State = _ => throw new FormatException("no such type") };
        var exception = await Assert.ThrowsAsync<RunException>(() => Run.PreviewAsync(mocks, () => _ = new Thing("thing")));
        Assert.Contains("no such type", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failing_callback_fails_the_run_even_if_nobody_reads_its_result()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => Run.PreviewAsync(
            new RecordingMocks(), () => Output.Create(1).Apply(new Func<int, int>(_ => throw new FormatException("late")))));
        Assert.Contains("late", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exception_of_a_stacks_constructor_is_not_wrapped_in_a_reflection_exception()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<FailingStack>(new RecordingMocks()));
        Assert.Equal("constructor", exception.Message);
    }

    private static Action Throw(Exception exception) => () => throw exception;

    private sealed class FailingStack : Stack
    {
        public FailingStack() => throw new RunException("constructor");
    }
}
