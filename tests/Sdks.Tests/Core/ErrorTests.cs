using System.Collections.Immutable;
using Pulumi;
using Pulumi.Utilities;
using Sdks.Tests.Fixtures;

namespace Sdks.Tests.Core;

[Collection(ProcessState.Name)]
public sealed class ErrorTests
{
    [Fact]
    public async Task A_run_exception_is_thrown_with_its_own_message()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() =>
            Run.PreviewAsync(new RecordingMocks(), new Action(Throw(new RunException("no"))))
        );
        Assert.Equal("no", exception.Message);
    }

    [Fact]
    public async Task Any_other_exception_is_wrapped_with_its_whole_text_and_sets_the_exit_code()
    {
        Environment.ExitCode = 0;
        var exception = await Assert.ThrowsAsync<RunException>(() =>
            Run.PreviewAsync(new RecordingMocks(), Throw(new FormatException("bad")))
        );
        Assert.Matches("^Running program '.*' failed with an unhandled exception:\nSystem.FormatException: bad", exception.Message);
        Assert.Equal(32, Environment.ExitCode);
        Environment.ExitCode = 0;
    }

    [Fact]
    public async Task A_resource_exception_may_hide_its_stack()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() =>
            Run.PreviewAsync(new RecordingMocks(), Throw(new ResourceException("bad", null, hideStack: true)))
        );
        Assert.Equal("bad", exception.Message);
    }

    [Fact]
    public async Task A_logged_error_alone_fails_the_run()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => Run.PreviewAsync(new RecordingMocks(), () => Log.Error("wrong")));
        Assert.Equal("wrong", exception.Message);
    }

    [Fact]
    public async Task Several_errors_are_aggregated()
    {
        var exception = await Assert.ThrowsAsync<AggregateException>(() =>
            Run.PreviewAsync(
                new RecordingMocks(),
                () =>
                {
                    Log.Error("one");
                    Log.Exception(new FormatException("two"));
                }
            )
        );
        Assert.All(exception.InnerExceptions, inner => Assert.IsType<RunException>(inner));
        Assert.Equal(
            ["System.FormatException: two", "one"],
            exception.InnerExceptions.Select(inner => inner.Message).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Other_log_levels_do_not_fail_the_run()
    {
        await Run.PreviewAsync(
            new RecordingMocks(),
            () =>
            {
                Log.Debug("d");
                Log.Info("i");
                Log.Warn("w");
            }
        );
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
        var exception = await Assert.ThrowsAsync<RunException>(() =>
            Run.PreviewAsync(new RecordingMocks(), () => Output.Create(1).Apply(new Func<int, int>(_ => throw new FormatException("late"))))
        );
        Assert.Contains("late", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_answer_fails_every_resource_that_needs_it_and_each_is_told()
    {
        var mocks = new RecordingMocks { Result = _ => throw new FormatException("refused") };

        var exception = await Assert.ThrowsAsync<AggregateException>(() =>
            Deployment.TestAsync(
                mocks,
                new Pulumi.Testing.TestOptions(),
                async Task () =>
                {
                    var answer = Deployment
                        .Instance.Invoke<ImmutableDictionary<string, string>>("test:index:ask", InvokeArgs.Empty)
                        .Apply(found => found["name"]);
                    var (one, two) = (new Thing("one", new() { Arn = answer }), new Thing("two", new() { Arn = answer }));
                    // Both outputs have failed before the program reads them.
                    await Record.ExceptionAsync(() => OutputUtilities.GetValueAsync(one.Urn));
                    await Record.ExceptionAsync(() => OutputUtilities.GetValueAsync(two.Urn));
                }
            )
        );

        Assert.True(exception.InnerExceptions.Count >= 3, string.Join('\n', exception.InnerExceptions.Select(inner => inner.Message)));
        Assert.All(exception.InnerExceptions, inner => Assert.Contains("refused", inner.Message, StringComparison.Ordinal));
        Assert.Empty(mocks.Resources);
    }

    [Fact]
    public async Task A_late_failure_is_told_alone_once_the_program_has_ended()
    {
        var answer = new TaskCompletionSource<int>();
        var run = Run.PreviewAsync(new RecordingMocks(), () => _ = Output.Create(answer.Task));
        answer.SetException(new RunException("late"));

        Assert.Equal("late", (await Assert.ThrowsAsync<RunException>(() => run)).Message);
    }

    [Fact]
    public async Task Nothing_else_is_told_beside_an_exception_of_a_constructor()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() =>
            Deployment.TestAsync<StackThatAsked>(new RecordingMocks { Result = _ => throw new FormatException("refused") })
        );
        Assert.Equal("constructor", exception.Message);
    }

    [Fact]
    public async Task An_exception_of_a_stacks_constructor_is_not_wrapped_in_a_reflection_exception()
    {
        var exception = await Assert.ThrowsAsync<RunException>(() => Deployment.TestAsync<FailingStack>(new RecordingMocks()));
        Assert.Equal("constructor", exception.Message);
    }

    private static Action Throw(Exception exception) => () => throw exception;

    private sealed class StackThatAsked : Stack
    {
        public StackThatAsked()
        {
            _ = Deployment.Instance.Invoke<ImmutableDictionary<string, string>>("test:index:ask", InvokeArgs.Empty);
            throw new RunException("constructor");
        }
    }

    private sealed class FailingStack : Stack
    {
        public FailingStack() => throw new RunException("constructor");
    }
}
